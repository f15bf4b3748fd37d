"""What is said of an exercise, in the browser and in the terminal alike."""
