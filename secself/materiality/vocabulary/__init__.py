"""What rules have in common: the rows they look at, the words they speak, dates and examples."""
