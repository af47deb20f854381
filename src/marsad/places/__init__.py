"""Places: the gazetteer, the names of places in a text, and what each of them may denote.

`gazetteer` holds what is known, `find` looks for its names in words, `interpret` answers which place a name means here, and
`areas` makes the stretch of ground that «ريف دير الزور الشرقي» or «قرب حقل العمر» speaks of.
"""
