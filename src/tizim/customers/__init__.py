"""Who is asked about again and again: customers, indexed, so that a list that changed asks only whom it touches.

`register` keeps them, `touched` finds them. Nothing here decides: whoever is found is screened as always.
"""
