#ifndef RASSEGNA_CPSL_H
#define RASSEGNA_CPSL_H

#include <libpsl.h>

#endif
