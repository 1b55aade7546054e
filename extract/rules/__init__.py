"""The rules that read a text: from its structure to commitments, figures and progress reports. What they know stands in extract/lexicon."""
