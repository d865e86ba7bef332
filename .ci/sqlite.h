/* Read before SQLite's source in programs of a release: the parts that the driver asks for
   and the record has no use for stay out. They would also read what stands in a database
   that a stranger hands in. */
#undef SQLITE_ENABLE_FTS3
#undef SQLITE_ENABLE_FTS3_PARENTHESIS
#undef SQLITE_ENABLE_RTREE
