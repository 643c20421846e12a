#ifndef RASSEGNA_CCRYPTO_H
#define RASSEGNA_CCRYPTO_H

// The one-algorithm functions are marked deprecated in OpenSSL 3. They keep their state in a plain
// struct: no allocation, nothing that can fail, and half the price of EVP for a short text.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/sha.h>

#endif
