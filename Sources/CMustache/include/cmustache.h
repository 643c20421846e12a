// The few calls by which Swift fills mustache templates with kainjow's mustache, a C++ library. No
// exception leaves them.
//
// Values are markup that is safe already: nothing is escaped here, with two braces or with three.
// There are no lambdas and no partials, so that a template can neither call nor read anything.
#pragma once

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// UTF-8 that belongs to whoever gave it.
typedef struct cmustache_text {
  const char *bytes;
  size_t count;
} cmustache_text;

/// What a template is filled with. After a call that ran out of memory, nothing is rendered.
typedef struct cmustache_values cmustache_values;

/// The caller frees the values; NULL: out of memory.
cmustache_values *cmustache_make(void);
void cmustache_free(cmustache_values *values);

/// Puts text under a name of the open object.
void cmustache_set_text(cmustache_values *values, const char *name, cmustache_text text);
/// Puts true or false under a name of the open object.
void cmustache_set_flag(cmustache_values *values, const char *name, bool flag);
/// Opens a list under a name of the open object.
void cmustache_open_list(cmustache_values *values, const char *name);
/// Opens an object as the next element of the open list.
void cmustache_open_element(cmustache_values *values);
/// Closes the list or the object that was opened last.
void cmustache_close(cmustache_values *values);

/// Fills a template. False: it is none, or memory is out; the result is then the reason. The result
/// lives until the next call or `cmustache_free`.
bool cmustache_render(cmustache_values *values, cmustache_text source, cmustache_text *result);

#ifdef __cplusplus
}
#endif
