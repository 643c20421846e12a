/* The limit of signing: a plain MinHash of 128 permutations over runs of three words, one core.
   minhash FILE TIMES   an item a line */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define PERMUTATIONS 128

static uint64_t mixed(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9u;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBu;
  return value ^ (value >> 31);
}

static int is_word(unsigned char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte >= 0x80;
}

int main(int count, char **arguments) {
  if (count != 3) return 64;
  FILE *file = fopen(arguments[1], "rb");
  if (!file) return 66;
  fseek(file, 0, SEEK_END);
  long length = ftell(file);
  rewind(file);
  unsigned char *text = malloc(length + 1);
  if (fread(text, 1, length, file) != (size_t)length) return 74;
  text[length] = '\n';
  uint32_t factor[PERMUTATIONS], summand[PERMUTATIONS], least[PERMUTATIONS];
  for (int i = 0; i < PERMUTATIONS; i++) {
    factor[i] = (uint32_t)mixed(i + 1) | 1;
    summand[i] = (uint32_t)mixed(i + 1000);
  }
  int times = atoi(arguments[2]);
  long items = 0;
  uint64_t check = 0;
  struct timespec start, end;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
  for (int round = 0; round < times; round++) {
    uint64_t last = 0, before = 0, word = 0;
    memset(least, 255, sizeof least);
    for (long at = 0; at <= length; at++) {
      unsigned char byte = text[at];
      if (byte >= 'A' && byte <= 'Z') byte |= 0x20;
      if (is_word(byte)) {
        word = (word << 7 | word >> 57) ^ byte;
        continue;
      }
      if (word) {
        uint32_t run = (uint32_t)mixed(word + 3 * last + 7 * before);
        for (int i = 0; i < PERMUTATIONS; i++) {
          uint32_t value = factor[i] * run + summand[i];
          least[i] = value < least[i] ? value : least[i];
        }
        before = last;
        last = word;
        word = 0;
      }
      if (byte == '\n') {
        for (int i = 0; i < PERMUTATIONS; i++) check += least[i];
        memset(least, 255, sizeof least);
        last = before = 0;
        items++;
      }
    }
  }
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
  double seconds = end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) / 1e9;
  printf("limit items=%ld items_per_s=%.0f check=%llu\n", items, items / seconds,
         (unsigned long long)check);
  return 0;
}
