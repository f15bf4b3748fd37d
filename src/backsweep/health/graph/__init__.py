"""The probe of Backsweep graphs: from one call of a function to its record."""
