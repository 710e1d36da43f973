"""Files changed by the program as a careful colleague would: only what is meant, and all the rest as it was.

``nodes``   a file's text → where everything in it begins and ends.
``names``   a book → every place where it names a thing.
``rename``  another id for a thing, in all these places.
``review``  things marked as read again on a day.
``form``    a file → the same in the one form; ``fmt`` does it for all of a book.
``copied``  a book as it would be, to be read before anything is written.
``write``   several files written: all of them or none.
"""
