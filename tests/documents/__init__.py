"""Documents made for tests: small ones that can be read, and hostile ones that must be declined."""
