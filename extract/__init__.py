"""Documents -> findings -> rows. Text in, values out; only the command (`python -m extract`) writes."""
