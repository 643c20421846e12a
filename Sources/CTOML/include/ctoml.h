// The few calls by which Swift reads TOML with toml++, a C++ library. No exception leaves them.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum ctoml_kind {
  CTOML_STRING,
  CTOML_INTEGER,
  CTOML_REAL,
  CTOML_BOOLEAN,
  CTOML_DATE_TIME,
  CTOML_ARRAY,
  CTOML_TABLE,
} ctoml_kind;

/// UTF-8 that belongs to the document. Not terminated: TOML allows U+0000 in strings.
typedef struct ctoml_text {
  const char *bytes;
  size_t count;
} ctoml_text;

/// A line and a column, both from 1; a column is a code point. Both 0: there is none.
typedef struct ctoml_position {
  uint32_t line;
  uint32_t column;
} ctoml_position;

/// A value with the key that it stands under, if any.
typedef struct ctoml_node {
  ctoml_kind kind;
  /// Of an array or table: how many children follow it, each with all that is below it.
  uint32_t children;
  ctoml_position key_position;
  ctoml_position position;
  ctoml_text key;
  /// Of a string or a date and time: the text.
  ctoml_text text;
  /// Of an integer; of a boolean 0 or 1.
  int64_t integer;
  double real;
} ctoml_node;

typedef struct ctoml_document ctoml_document;

/// Parses UTF-8. The caller frees the document; NULL: out of memory.
ctoml_document *ctoml_parse(const char *bytes, size_t count);

void ctoml_free(ctoml_document *document);

/// Whether the text is TOML.
bool ctoml_is_valid(const ctoml_document *document);

/// The next node: the whole document first, then each before its children, children in the order of
/// the file. It is valid until the next call. NULL: all were given, or memory is out.
const ctoml_node *ctoml_next(ctoml_document *document);

/// Where and why the text is no TOML; the message is toml++'s, or one of ours.
ctoml_position ctoml_error(const ctoml_document *document, ctoml_text *message);

#ifdef __cplusplus
}
#endif
