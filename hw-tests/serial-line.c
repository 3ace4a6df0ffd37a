/* Preload: makes a pseudo-terminal look like a UART whose carrier-detect line (DCD) rises with each second of the
 * system clock, for programs that take their pulse there, such as gpsd.
 *
 *   ln -s /dev/pts/3 /run/ttyS9; LD_PRELOAD=serial-line.so gpsd -n -N /run/ttyS9
 *
 * gpsd knows a pseudo-terminal by its path, too: hand it a symbolic link such as /run/ttyS9. It ignores the falling edge
 * of pulses shorter than 100 ms. stat(2) says that pseudo-terminals are character devices of major 4 (ttyS); TIOCMGET shows DCD for the first 50 ms of
 * each second; TIOCMIWAIT sleeps until DCD next changes. DCD_LATE_NS in the environment shifts the edges.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <time.h>

#define SECOND_NS 1000000000LL
#define HIGH_NS 50000000LL

enum { UART_MAJOR = 4, FIRST_PTY_MAJOR = 136, LAST_PTY_MAJOR = 143 };

static long long late_ns(void)
{
    const char *late = getenv("DCD_LATE_NS");
    return late ? atoll(late) : 0;
}

/* Nanoseconds since DCD rose. */
static long long since_rise(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    long long phase = (now.tv_nsec - late_ns()) % SECOND_NS;
    return phase < 0 ? phase + SECOND_NS : phase;
}

static int wait_for_edge(void)
{
    long long phase = since_rise();
    long long left = (phase < HIGH_NS ? HIGH_NS : SECOND_NS) - phase;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += left;
    until.tv_sec += until.tv_nsec / SECOND_NS;
    until.tv_nsec %= SECOND_NS;
    while (clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, NULL) == EINTR)
        ;
    return 0;
}

int ioctl(int fd, unsigned long request, ...)
{
    static int (*next)(int, unsigned long, ...);
    va_list rest;
    va_start(rest, request);
    void *argument = va_arg(rest, void *);
    va_end(rest);
    switch (request) {
    case TIOCMGET:
        *(int *)argument = TIOCM_CTS | TIOCM_DSR | (since_rise() < HIGH_NS ? TIOCM_CAR : 0);
        return 0;
    case TIOCMSET:
    case TIOCMBIS:
    case TIOCMBIC:
        return 0;
    case TIOCMIWAIT:
        return wait_for_edge();
    default:
        if (!next)
            next = dlsym(RTLD_NEXT, "ioctl");
        return next(fd, request, argument);
    }
}

static void as_uart(struct stat *status)
{
    unsigned kind = major(status->st_rdev);
    if (S_ISCHR(status->st_mode) && kind >= FIRST_PTY_MAJOR && kind <= LAST_PTY_MAJOR)
        status->st_rdev = makedev(UART_MAJOR, 64 + minor(status->st_rdev));
}

int stat(const char *path, struct stat *status)
{
    static int (*next)(const char *, struct stat *);
    if (!next)
        next = dlsym(RTLD_NEXT, "stat");
    int result = next(path, status);
    if (result == 0)
        as_uart(status);
    return result;
}
