/* NTP request generator for hw-tests/load: many client addresses through one socket, at a fixed rate or as fast as
 * answers come.
 *
 *   generator SERVER PORT FIRST_CLIENT CLIENTS SECONDS basic|interleaved|flood|FILE RATE WINDOW
 *
 * In a flood a client does not wait for its answer before it asks again; otherwise it waits up to 0.1 s.
 * FILE has requests to send as they stand, each behind its length in two bytes; client n sends the n-th, and again from
 * the first on. FIRST_CLIENT is an IPv4 address; CLIENTS addresses from there on must be local (ip route add local ...). RATE is
 * requests a second; 0 keeps WINDOW requests in flight instead. Prints one line of key=value; times in nanoseconds:
 * sent, answered, interleaved, seconds, and quantiles of the response time (from just before the sending call to the
 * kernel's receive timestamp) and of the lag (from the transmit time in the answer to the kernel's receive timestamp of
 * the answer that it is about; both clocks are the same, so it is the stamp's error plus the way).
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

enum { BATCH = 64, SAMPLES = 1 << 20, PACKET = 48, READY = 4096 };
static const int64_t LOST_AFTER = 100000000, SECOND = 1000000000;
static const uint64_t UNIX_EPOCH = 2208988800u;

struct client {
    uint64_t cookie;      /* transmit field of the request in flight; 0 for none */
    uint64_t origin;      /* receive time of the server's last answer */
    int64_t sent;
    int64_t last_arrival; /* of the last answer, for its lag in interleaved mode */
    uint64_t last_origin; /* receive time in that answer */
};

struct control {
    _Alignas(8) char bytes[128];
};

static struct client *clients;
static int64_t *waits, *lags;
static int waits_count, lags_count;
static uint64_t answered, interleaved_answers;
static struct { unsigned char bytes[1024]; int length; } ready[READY];
static int ready_count;

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec * SECOND + t.tv_nsec;
}

static int64_t unix_nanos(uint64_t ntp) {
    return (int64_t)((ntp >> 32) - UNIX_EPOCH) * SECOND + (int64_t)(((ntp & 0xffffffffu) * 1000000000u) >> 32);
}

static int ascending(const void *a, const void *b) {
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

static void keep(int64_t *samples, int *count, int64_t sample) {
    if (*count < SAMPLES)
        samples[(*count)++] = sample;
}

static uint64_t field(const unsigned char *packet, int at) {
    uint64_t value;
    memcpy(&value, packet + at, 8);
    return be64toh(value);
}

static void put(unsigned char *packet, int at, uint64_t value) {
    value = htobe64(value);
    memcpy(packet + at, &value, 8);
}

/* Takes in what has come; returns how many requests in flight it ended. */
static int receive(int fd, uint32_t first, int count, int wait) {
    static unsigned char packets[BATCH][1600];
    static struct control controls[BATCH];
    static struct mmsghdr messages[BATCH];
    static struct iovec vectors[BATCH];
    for (int i = 0; i < BATCH; i++) {
        vectors[i] = (struct iovec){packets[i], sizeof packets[i]};
        messages[i].msg_hdr = (struct msghdr){.msg_iov = &vectors[i], .msg_iovlen = 1,
                                              .msg_control = controls[i].bytes, .msg_controllen = sizeof controls[i]};
    }
    int got = recvmmsg(fd, messages, BATCH, wait ? MSG_WAITFORONE : MSG_DONTWAIT, NULL), ended = 0;
    for (int i = 0; i < got; i++) {
        int64_t arrival = 0;
        uint32_t to = 0;
        struct msghdr *header = &messages[i].msg_hdr;
        for (struct cmsghdr *c = CMSG_FIRSTHDR(header); c; c = CMSG_NXTHDR(header, c)) {
            if (c->cmsg_level == SOL_SOCKET && c->cmsg_type == SCM_TIMESTAMPNS) {
                struct timespec *t = (struct timespec *)CMSG_DATA(c);
                arrival = t->tv_sec * SECOND + t->tv_nsec;
            } else if (c->cmsg_level == IPPROTO_IP && c->cmsg_type == IP_PKTINFO) {
                to = ntohl(((struct in_pktinfo *)CMSG_DATA(c))->ipi_addr.s_addr);
            }
        }
        if (messages[i].msg_len < PACKET || to < first || to - first >= (uint32_t)count || (packets[i][0] & 7) != 4)
            continue;
        struct client *client = &clients[to - first];
        uint64_t origin = field(packets[i], 24);
        int is_interleaved = origin == client->cookie + 1;
        if (client->cookie == 0 || (!is_interleaved && origin != client->cookie))
            continue;
        answered++;
        ended++;
        keep(waits, &waits_count, arrival - client->sent);
        if (!is_interleaved) {
            keep(lags, &lags_count, arrival - unix_nanos(field(packets[i], 40)));
        } else {
            interleaved_answers++;
            keep(lags, &lags_count, client->last_arrival - unix_nanos(field(packets[i], 40)));
        }
        client->origin = field(packets[i], 32);
        client->last_arrival = arrival;
        client->cookie = 0;
    }
    return ended;
}

/* Sends up to `wanted` requests from the clients whose turn it is; returns how many. */
static int transmit(int fd, struct sockaddr_in *server, uint32_t first, int count, int wanted, int xleave, int flood) {
    static unsigned char packets[BATCH][PACKET];
    static struct control controls[BATCH];
    static struct mmsghdr messages[BATCH];
    static struct iovec vectors[BATCH];
    static uint64_t cookie = 1;
    static int turn;
    int queued = 0;
    int64_t start = now();
    for (int tried = 0; queued < wanted && queued < BATCH && tried < count; tried++, turn = (turn + 1) % count) {
        struct client *client = &clients[turn];
        if (!flood && client->cookie != 0 && start - client->sent < LOST_AFTER)
            continue;
        unsigned char *packet = packets[queued];
        int length = PACKET;
        client->sent = start;
        if (ready_count > 0) {
            packet = ready[turn % ready_count].bytes;
            length = ready[turn % ready_count].length;
            client->cookie = field(packet, 40);
        } else {
            cookie += 2;
            client->cookie = cookie;
            memset(packet, 0, PACKET);
            packet[0] = 0x23;
            packet[2] = 6;
            put(packet, 40, cookie);
            if (xleave && client->origin != 0) {
                put(packet, 24, client->origin);
                put(packet, 32, cookie + 1);
            }
        }
        struct msghdr *header = &messages[queued].msg_hdr;
        vectors[queued] = (struct iovec){packet, length};
        *header = (struct msghdr){.msg_name = server, .msg_namelen = sizeof *server, .msg_iov = &vectors[queued],
                                  .msg_iovlen = 1, .msg_control = controls[queued].bytes,
                                  .msg_controllen = CMSG_SPACE(sizeof(struct in_pktinfo))};
        struct cmsghdr *c = CMSG_FIRSTHDR(header);
        c->cmsg_level = IPPROTO_IP;
        c->cmsg_type = IP_PKTINFO;
        c->cmsg_len = CMSG_LEN(sizeof(struct in_pktinfo));
        struct in_pktinfo from = {.ipi_spec_dst.s_addr = htonl(first + (uint32_t)turn)};
        memcpy(CMSG_DATA(c), &from, sizeof from);
        queued++;
    }
    int sent = queued ? sendmmsg(fd, messages, queued, 0) : 0;
    return sent < 0 ? 0 : sent;
}

/* Reads requests that are to be sent as they stand. */
static void read_ready(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(2);
    }
    for (int high, low; ready_count < READY && (high = getc(file)) != EOF && (low = getc(file)) != EOF; ready_count++) {
        int length = high << 8 | low;
        if (length < PACKET || length > (int)sizeof ready->bytes ||
            fread(ready[ready_count].bytes, 1, length, file) != (size_t)length) {
            fprintf(stderr, "generator: %s has no such requests\n", path);
            exit(2);
        }
        ready[ready_count].length = length;
    }
    fclose(file);
}

static void quantiles(const char *name, int64_t *samples, int count) {
    static const struct { const char *name; double share; } wanted[] = {{"p50", 0.5}, {"p90", 0.9}, {"p99", 0.99},
                                                                        {"p999", 0.999}};
    qsort(samples, count, sizeof *samples, ascending);
    for (int i = 0; i < 4; i++)
        printf(" %s_%s=%lld", name, wanted[i].name,
               count ? (long long)samples[(int)(wanted[i].share * (count - 1))] : -1LL);
}

int main(int argc, char **argv) {
    if (argc != 9) {
        fprintf(stderr, "usage: generator SERVER PORT FIRST_CLIENT CLIENTS SECONDS basic|interleaved|flood|FILE RATE WINDOW\n");
        return 2;
    }
    struct sockaddr_in server = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[2]))};
    struct in_addr first_address;
    if (inet_pton(AF_INET, argv[1], &server.sin_addr) != 1 || inet_pton(AF_INET, argv[3], &first_address) != 1) {
        fprintf(stderr, "generator: SERVER and FIRST_CLIENT are IPv4 addresses\n");
        return 2;
    }
    uint32_t first = ntohl(first_address.s_addr);
    int count = atoi(argv[4]), xleave = strcmp(argv[6], "interleaved") == 0, flood = strcmp(argv[6], "flood") == 0, window = atoi(argv[8]);
    double seconds = atof(argv[5]), rate = atof(argv[7]);
    if (!xleave && !flood && strcmp(argv[6], "basic") != 0)
        read_ready(argv[6]);
    clients = calloc(count, sizeof *clients);
    waits = malloc(SAMPLES * sizeof *waits);
    lags = malloc(SAMPLES * sizeof *lags);
    int fd = socket(AF_INET, SOCK_DGRAM, 0), on = 1, buffer = 16 << 20;
    setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &buffer, sizeof buffer);
    struct sockaddr_in any = {.sin_family = AF_INET};
    if (fd < 0 || !clients || !waits || !lags || bind(fd, (struct sockaddr *)&any, sizeof any) != 0) {
        perror("generator");
        return 1;
    }
    uint64_t sent = 0;
    int64_t start = now(), end = start + (int64_t)(seconds * SECOND), last_answer = start;
    int in_flight = 0;
    for (int64_t t = start; t < end; t = now()) {
        int ended = receive(fd, first, count, 0);
        last_answer = ended > 0 ? t : last_answer;
        in_flight = ended > in_flight ? 0 : in_flight - ended;
        if (t - last_answer > LOST_AFTER)
            in_flight = 0;
        int64_t due = rate > 0 ? (int64_t)((t - start) * rate / SECOND) - (int64_t)sent : window - in_flight;
        if (due > 0) {
            int more = transmit(fd, &server, first, count, due > BATCH ? BATCH : (int)due, xleave, flood);
            sent += more;
            in_flight += more;
        }
    }
    int64_t took = now() - start;
    while (now() < end + LOST_AFTER)
        receive(fd, first, count, 0);
    printf("sent=%llu answered=%llu interleaved=%llu seconds=%.6f", (unsigned long long)sent,
           (unsigned long long)answered, (unsigned long long)interleaved_answers, took / 1e9);
    quantiles("wait", waits, waits_count);
    quantiles("lag", lags, lags_count);
    printf("\n");
    return 0;
}
