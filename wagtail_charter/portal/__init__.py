"""The portal's front door: what somebody who is signed in has before them.

It owns no rule and no table; it sums up what other rooms know. Start reading in ``sections.py``.
"""
