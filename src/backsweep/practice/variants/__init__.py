"""Fresh numbers for an exercise, certified before anyone sees them."""
