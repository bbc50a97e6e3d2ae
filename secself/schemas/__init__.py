"""marshmallow: plain data ↔ words.

`fields` are the kinds of value, `framework` reads frameworks, `profile` reads profiles,
`submission` reads and writes submissions. A schema says what is wrong at a path; on which line
that path stands, `secself.yamltext` knows; `secself.store` joins the two.
"""
