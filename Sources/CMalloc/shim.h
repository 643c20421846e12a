#ifndef RASSEGNA_CMALLOC_H
#define RASSEGNA_CMALLOC_H

#include <malloc.h>

#endif
