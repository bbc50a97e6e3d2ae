"""The Word questionnaire, both ways.

`layout` names columns, tags and prompts: writer and reader agree only there. Out: `words` are what
a template may say, `cover` says it of one questionnaire, `controls` makes content controls, `stamp`
writes the properties, `writer` pours it all into the template. In: `tree` parses a part, `text`
collects the text of an element, `body` walks through rows and cells, `filled` and `rows` find which
question they answer, `values` and `responses` make of them what a Submission holds, `marks` reads
what the file says of itself, `reader` joins all this.
"""
