"""A lesson: one Markdown file, read into its pieces."""
