"""Why the stated numbers have the digits they have, and which of them other code and other machines give."""
