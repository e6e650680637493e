"""An article set beside the reports of its dossier: computed from the texts, stored, and put together for readers.

`findings` says what there is to see, `facts` what is kept of a text and of a pair of texts, `stored` keeps it.
"""
