/* The least that an NTP responder can do, as a yardstick for hw-tests/load: recvmmsg with the kernel's receive
 * timestamps, a header with three times in it, sendmmsg. No access list, no client log, no counters, one IPv4 socket.
 *
 *   bare PORT
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <endian.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

enum { BATCH = 64, PACKET = 48 };

static uint64_t ntp(const struct timespec *t) {
    return htobe64(((uint64_t)t->tv_sec + 2208988800u) << 32 | ((uint64_t)t->tv_nsec << 32) / 1000000000u);
}

int main(int argc, char **argv) {
    static unsigned char packets[BATCH][1600];
    static _Alignas(8) char controls[BATCH][64];
    static struct sockaddr_in names[BATCH];
    static struct iovec vectors[BATCH];
    static struct mmsghdr in[BATCH], out[BATCH];
    int fd = socket(AF_INET, SOCK_DGRAM, 0), on = 1, buffer = 6 << 20;
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(argc > 1 ? atoi(argv[1]) : 11125)};
    setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer);
    if (fd < 0 || bind(fd, (struct sockaddr *)&any, sizeof any) != 0) {
        perror("bare");
        return 1;
    }
    for (;;) {
        for (int i = 0; i < BATCH; i++) {
            vectors[i] = (struct iovec){packets[i], sizeof packets[i]};
            in[i].msg_hdr = (struct msghdr){.msg_name = &names[i], .msg_namelen = sizeof names[i],
                                            .msg_iov = &vectors[i], .msg_iovlen = 1, .msg_control = controls[i],
                                            .msg_controllen = sizeof controls[i]};
        }
        int count = recvmmsg(fd, in, BATCH, MSG_WAITFORONE, NULL), answers = 0;
        for (int i = 0; i < count; i++) {
            struct cmsghdr *c = CMSG_FIRSTHDR(&in[i].msg_hdr);
            struct timespec received = {0}, sent;
            if (in[i].msg_len != PACKET || (packets[i][0] & 7) != 3)
                continue;
            if (c && c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS)
                memcpy(&received, CMSG_DATA(c), sizeof received);
            clock_gettime(CLOCK_REALTIME, &sent);
            uint64_t receive_time = ntp(&received), transmit_time = ntp(&sent);
            memcpy(packets[i] + 24, packets[i] + 40, 8);
            memcpy(packets[i] + 32, &receive_time, 8);
            memcpy(packets[i] + 40, &transmit_time, 8);
            packets[i][0] = (packets[i][0] & 0x38) | 4;
            packets[i][1] = 1;
            vectors[i].iov_len = PACKET;
            out[answers].msg_hdr = (struct msghdr){.msg_name = &names[i], .msg_namelen = sizeof names[i],
                                                   .msg_iov = &vectors[i], .msg_iovlen = 1};
            answers++;
        }
        for (int at = 0; at < answers;) {
            int sent = sendmmsg(fd, out + at, answers - at, 0);
            at += sent > 0 ? sent : 1;
        }
    }
}
