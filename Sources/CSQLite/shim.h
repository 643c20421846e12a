#ifndef RASSEGNA_CSQLITE_H
#define RASSEGNA_CSQLITE_H

#include <sqlite3.h>

// SQLITE_TRANSIENT is a function pointer made of -1, which Swift can not spell: SQLite copies the
// bytes before these return. An empty Swift buffer may have no address, and no address means NULL.

static inline int rassegna_bind_text(sqlite3_stmt *statement, int index, const char *text,
                                     long long length) {
  return sqlite3_bind_text64(statement, index, text ? text : "", (sqlite3_uint64)length, SQLITE_TRANSIENT,
                             SQLITE_UTF8);
}

static inline int rassegna_bind_blob(sqlite3_stmt *statement, int index, const void *bytes,
                                     long long length) {
  return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", (sqlite3_uint64)length, SQLITE_TRANSIENT);
}

// sqlite3_db_config is variadic.
static inline int rassegna_db_config(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}

#endif
