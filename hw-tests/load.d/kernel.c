/* NTP requests from the kernel itself for hw-tests/load --kernel: BPF_PROG_RUN with live frames, several million a second
 * on one core, so that the server is the limit.
 *
 *   kernel OBJECT INTERFACE SERVER_MAC SERVER PORT FIRST_CLIENT CLIENTS SECONDS RATE
 *
 * OBJECT is kernel.bpf.c, compiled. Requests leave by INTERFACE, whose own address is their source, and answers are
 * counted and dropped there by an XDP program that goes with this process. CLIENTS addresses from FIRST_CLIENT on ask in
 * turn; RATE is requests a second, 0 for as fast as can be. Prints one line of key=value: sent, answered, unsynchronised,
 * seconds.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>

enum { FRAME = 90, BATCH = 64, REPEAT = 500000 };

/* As in kernel.bpf.c. */
struct plan {
    uint8_t frame[96];
    uint32_t first_client, clients, interface, spare;
    uint64_t interval;
};

static void fail(const char *what) {
    fprintf(stderr, "kernel: %s: %s\n", what, strerror(errno));
    exit(1);
}

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static uint64_t total(int map, uint32_t key, int cpus) {
    uint64_t values[cpus], sum = 0;
    if (bpf_map_lookup_elem(map, &key, values))
        fail("reading a counter");
    for (int i = 0; i < cpus; i++)
        sum += values[i];
    return sum;
}

static void station(const char *text, uint8_t *to) {
    if (sscanf(text, "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", to, to + 1, to + 2, to + 3, to + 4, to + 5) != 6) {
        errno = EINVAL;
        fail(text);
    }
}

int main(int count, char **words) {
    if (count != 10) {
        fputs("kernel OBJECT INTERFACE SERVER_MAC SERVER PORT FIRST_CLIENT CLIENTS SECONDS RATE\n", stderr);
        return 2;
    }
    struct plan plan = {0};
    char own[32] = "", path[128];
    snprintf(path, sizeof path, "/sys/class/net/%s/address", words[2]);
    FILE *file = fopen(path, "r");
    if (!file || !fgets(own, sizeof own, file))
        fail(path);
    fclose(file);
    static const uint8_t headers[] = {8, 0, 0x45, 0, 0, 76, 0, 0, 0, 0, 64, 17};
    uint8_t *frame = plan.frame;
    station(words[3], frame);
    station(own, frame + 6);
    memcpy(frame + 12, headers, sizeof headers);
    inet_pton(AF_INET, words[4], frame + 30);
    uint16_t from = htons(40000), to = htons(atoi(words[5])), length = htons(56);
    memcpy(frame + 34, &from, 2);
    memcpy(frame + 36, &to, 2);
    memcpy(frame + 38, &length, 2);
    frame[42] = 0x23;
    uint32_t sum = 0;
    for (int i = 14; i < 34; i += 2) {
        uint16_t word;
        memcpy(&word, frame + i, 2);
        sum += word;
    }
    sum = (sum & 0xffff) + (sum >> 16);
    uint16_t check = ~((sum & 0xffff) + (sum >> 16));
    memcpy(frame + 24, &check, 2);
    struct in_addr first;
    inet_pton(AF_INET, words[6], &first);
    plan.first_client = ntohl(first.s_addr);
    plan.clients = atoi(words[7]);
    plan.interface = if_nametoindex(words[2]);
    int64_t rate = atoll(words[9]);
    plan.interval = rate ? 1000000000 / rate : 0;

    struct bpf_object *object = bpf_object__open(words[1]);
    if (!object || bpf_object__load(object))
        fail("loading the programs");
    int generate = bpf_program__fd(bpf_object__find_program_by_name(object, "generate"));
    int sink = bpf_program__fd(bpf_object__find_program_by_name(object, "sink"));
    int plans = bpf_object__find_map_fd_by_name(object, "plans");
    int counts = bpf_object__find_map_fd_by_name(object, "counts");
    int cpus = libbpf_num_possible_cpus();
    uint32_t zero = 0;
    if (bpf_map_update_elem(plans, &zero, &plan, BPF_ANY))
        fail("writing the plan");
    LIBBPF_OPTS(bpf_link_create_opts, native, .flags = XDP_FLAGS_DRV_MODE);
    if (bpf_link_create(sink, plan.interface, BPF_XDP, &native) < 0)
        fail("attaching the sink");

    int64_t start = now(), until = start + (int64_t)(atof(words[8]) * 1e9);
    while (now() < until) {
        LIBBPF_OPTS(bpf_test_run_opts, run, .data_in = plan.frame, .data_size_in = FRAME, .repeat = REPEAT,
                .flags = BPF_F_TEST_XDP_LIVE_FRAMES, .batch_size = BATCH);
        if (bpf_prog_test_run_opts(generate, &run))
            fail("sending");
    }
    int64_t took = now() - start;
    usleep(50000);
    printf("sent=%llu answered=%llu unsynchronised=%llu seconds=%.6f\n", (unsigned long long)total(counts, 0, cpus),
            (unsigned long long)total(counts, 1, cpus), (unsigned long long)total(counts, 2, cpus), took / 1e9);
    return 0;
}
