"""The Word questionnaire, both ways.

`layout` names tables, columns, tags and prompts (writer and reader agree only there), `controls`
makes content controls, `writer` pours a questionnaire into the template, `body` reads a document
into rows and cells, `rows` finds out which question a row answers, `marks` reads what the file says
of itself, `reader` makes a Submission of it all.
"""
