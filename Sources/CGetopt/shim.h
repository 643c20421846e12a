#ifndef RASSEGNA_CGETOPT_H
#define RASSEGNA_CGETOPT_H

#include <getopt.h>

// getopt_long(3) keeps its state in global variables, which Swift 6 refuses to touch. This twin
// carries it in a value of the caller's.

typedef struct {
  int next;             // optind: index of the argument to be read next; 0 starts over
  const char *argument; // optarg: the value of the option just read, or NULL
} rassegna_getopt_state;

// Returns the `val` of the option read, '?' for an unknown one, ':' for a missing value, or -1 at
// the end. Prints nothing.
static inline int rassegna_getopt(int count, char *const *arguments, const struct option *options,
                                  rassegna_getopt_state *state) {
  optind = state->next;
  opterr = 0;
  optarg = 0;
  int found = getopt_long(count, arguments, ":h", options, 0);
  state->next = optind;
  state->argument = optarg;
  return found;
}

#endif
