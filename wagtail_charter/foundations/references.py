"""References that people read out and type: random, never given twice, in signs that are not mistaken for each other."""

import secrets

#: Letters and digits without I, L, O and U, after Douglas Crockford's Base32.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference(beginning, *, is_taken):
    """``beginning`` and eight random signs (40 bits), in two groups: ``CH-7K4M-Q2XD``.

    ``is_taken(reference)`` says whether something has this reference already; another is made then.
    """
    while True:
        signs = "".join(secrets.choice(SIGNS) for _n in range(8))
        reference = f"{beginning}-{signs[:4]}-{signs[4:]}"
        if not is_taken(reference):
            return reference
