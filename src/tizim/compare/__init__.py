"""How well do two names, dates, places and numbers agree, and why?

Every function gives reasons with weights in log-odds; their sum is the score's log-odds. Start at `subjects.compare`, then
`names` (what a name is made of), `tokens` (how two parts meet), `alignment` (which part meets which), `facts` (dates,
countries, numbers). Nothing here reads a list: the index asks these functions, and so does `tizim.compare`.
"""
