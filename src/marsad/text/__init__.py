"""Arabic text: folding, words, sentences, numerals, proclitics, and where the report proper stands.

Everything here works on the text as received and gives spans into it. Nothing is ever replaced.
"""
