"""The tables and what follows from them: schema, store, check, history, progress. Imports nothing else of ours."""
