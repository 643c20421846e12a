// Runs a command and writes what it cost to a file: one JSON object with `cpu_s` (all its threads, user
// and system), `wall_s` and `peak_mib` (resident memory), as the kernel counts them for the process.
// A program of its own because the kernel counts the launcher's memory to what it launches, and this
// one is small.
//
//   measure FILE COMMAND [ARGUMENT…]

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return (double)time.tv_sec + time.tv_usec / 1e6; }

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  struct rusage usage;
  int status;
  if (count < 3) return 64;
  double start = now();
  pid_t child = fork();
  if (child == 0) {
    execvp(arguments[2], arguments + 2);
    perror(arguments[2]);
    _exit(127);
  }
  if (child < 0 || wait4(child, &status, 0, &usage) != child) return 71;
  double wall = now() - start;
  FILE *file = fopen(arguments[1], "w");
  if (!file) return 73;
  fprintf(file, "{\"cpu_s\": %.4f, \"wall_s\": %.4f, \"peak_mib\": %.2f}\n",
          seconds(usage.ru_utime) + seconds(usage.ru_stime), wall, (double)usage.ru_maxrss / 1024);
  fclose(file);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
