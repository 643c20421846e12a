#ifndef RASSEGNA_CCRYPTO_H
#define RASSEGNA_CCRYPTO_H

#include <openssl/evp.h>
#include <openssl/sha.h>

#endif
