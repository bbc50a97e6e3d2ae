"""What goes out when the committee has decided, and what comes back.

`words` are what a template of a letter may say, and `letter` says it of one decision. `plan` is the
workbook of actions, in which a User reports: `plan_writer` makes it, `plan_reader` reads it back.
`papers` are those of a meeting.
"""
