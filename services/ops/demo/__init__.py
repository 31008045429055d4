"""Two cases taken through a running system from outside: what citizens, operators and agencies do and see."""
