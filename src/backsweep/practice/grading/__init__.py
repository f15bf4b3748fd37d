"""What a learner is answered: what is right, and how all other numbers come about."""
