"""What was answered, kept in one file, and when each thing is due again."""
