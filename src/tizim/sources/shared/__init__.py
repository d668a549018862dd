"""What several publishers do alike, for the mappers of their lists. Each file is one idea and knows no publisher.

`parts`           the parts of an entry (listings, documents, addresses), each made once
`numbered`        values numbered in one cell: "(1) Tripoli (2) Tunis"
`name_lists`      names listed in one field: "A, B; C or D", "Arabic: …", "Name (NAME)"
`languages`       the English word for a language as ISO 639-3
`places`          countries inside the words of a place: "In prison in Germany"
`document_words`  number, country and dates of a document told in words: "A1 (Saudi Arabian). Issued 14 Nov 1995"
"""
