/* SNMP v2c agents for measurements: one process answers on every address of 127.0.0.0/8 at one port.
 *
 *     agents <port> <file>
 *
 * Each agent has the columns ifInOctets and ifOutOctets (1.3.6.1.2.1.2.2.1.10 and .16) with 32 rows of Counter32, and answers
 * GET, GETNEXT and GETBULK (RFC 3416). The file is two 64-bit numbers, little endian: requests answered, values sent. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { ROWS = 32, CELLS = 2 * ROWS, OID = 10, MOST_OBJECTS = 64, MOST_REPETITIONS = 100, ROOM = 60000 };
enum { GET = 0xa0, GETNEXT = 0xa1, RESPONSE = 0xa2, GETBULK = 0xa5, COUNTER32 = 0x41, END_OF_MIB = 0x82 };

struct bytes { const uint8_t *at; int length; };

static uint64_t *counts;

/* A BER element with the tag that is asked for (0: any); moves on behind it. Its content has the length -1 if it is none. */
static struct bytes element(struct bytes *in, int tag) {
  struct bytes none = {in->at, -1};
  if (in->length < 2 || (tag && in->at[0] != tag)) return none;
  int head = 2, length = in->at[1];
  if (length >= 128) {
    int more = length & 127;
    if (more > 2 || in->length < 2 + more) return none;
    length = 0;
    for (int i = 0; i < more; i++) length = length << 8 | in->at[2 + i];
    head += more;
  }
  if (head + length > in->length) return none;
  struct bytes content = {in->at + head, length};
  in->at += head + length;
  in->length -= head + length;
  return content;
}

static int number(struct bytes content) {
  int value = 0;
  for (int i = 0; i < content.length; i++) value = value << 8 | content.at[i];
  return value;
}

static void name(int cell, uint8_t *oid) {
  static const uint8_t table[] = {0x2b, 6, 1, 2, 1, 2, 2, 1};
  memcpy(oid, table, sizeof table);
  oid[8] = cell < ROWS ? 10 : 16;
  oid[9] = cell % ROWS + 1;
}

/* The first cell behind a name; CELLS if there is none. */
static int after(struct bytes oid) {
  for (int cell = 0; cell < CELLS; cell++) {
    uint8_t mine[OID];
    name(cell, mine);
    int order = memcmp(mine, oid.at, oid.length < OID ? oid.length : OID);
    if (order > 0 || (order == 0 && oid.length < OID)) return cell;
  }
  return CELLS;
}

static uint8_t *binding(uint8_t *out, const uint8_t *oid, int length, int cell) {
  static uint32_t ticks;
  int size = cell < CELLS ? 6 : 2;
  *out++ = 0x30, *out++ = length + 2 + size, *out++ = 6, *out++ = length;
  memcpy(out, oid, length);
  out += length;
  if (cell >= CELLS) return *out++ = END_OF_MIB, *out++ = 0, out;
  uint32_t value = (++ticks & 0x3fffffff) | 0x01000000;
  *out++ = COUNTER32, *out++ = 4, *out++ = value >> 24, *out++ = value >> 16, *out++ = value >> 8, *out++ = value;
  counts[1]++;
  return out;
}

static uint8_t *header(uint8_t *out, int tag, int length) {
  return *out++ = tag, *out++ = 0x82, *out++ = length >> 8, *out++ = length, out;
}

static int answer(struct bytes in, uint8_t *out) {
  struct bytes message = element(&in, 0x30), front = message;
  if (message.length < 0 || element(&message, 2).length < 0 || element(&message, 4).length < 0) return 0;
  int front_length = message.at - front.at, kind = message.length ? message.at[0] : 0;
  struct bytes pdu = element(&message, 0), id = pdu;
  if (kind != GET && kind != GETNEXT && kind != GETBULK) return 0;
  if (element(&pdu, 2).length < 0) return 0;
  int id_length = pdu.at - id.at;
  int single = number(element(&pdu, 2)), repetitions = number(element(&pdu, 2));
  struct bytes list = element(&pdu, 0x30), oids[MOST_OBJECTS];
  int objects = 0, cells[MOST_OBJECTS];
  while (list.length > 0 && objects < MOST_OBJECTS) {
    struct bytes one = element(&list, 0x30);
    if (one.length < 0) return 0;
    oids[objects] = element(&one, 6);
    if (oids[objects].length < 0 || oids[objects].length > 100) return 0;
    cells[objects] = kind == GET ? 0 : after(oids[objects]);
    objects++;
  }
  if (kind != GETBULK) single = objects, repetitions = 0;
  if (single > objects) single = objects;
  if (repetitions > MOST_REPETITIONS) repetitions = MOST_REPETITIONS;
  static uint8_t body[ROOM + 200];
  uint8_t *end = body;
  for (int turn = single ? -1 : 0; turn < repetitions; turn++) {
    for (int i = turn < 0 ? 0 : single; i < (turn < 0 ? single : objects) && end - body < ROOM; i++) {
      uint8_t own[OID];
      if (kind != GET && cells[i] < CELLS) {
        name(cells[i], own);
        end = binding(end, own, OID, cells[i]++);
      } else {
        end = binding(end, oids[i].at, oids[i].length, cells[i]);
      }
    }
  }
  counts[0]++;
  int bindings = end - body, inner = id_length + 6 + 4 + bindings;
  uint8_t *at = header(out, 0x30, front_length + 4 + inner);
  memcpy(at, front.at, front_length);
  at = header(at + front_length, RESPONSE, inner);
  memcpy(at, id.at, id_length);
  at += id_length;
  for (int i = 0; i < 2; i++) *at++ = 2, *at++ = 1, *at++ = 0; /* error status and index */
  at = header(at, 0x30, bindings);
  memcpy(at, body, bindings);
  return at + bindings - out;
}

int main(int count, char **words) {
  if (count != 3) return fprintf(stderr, "usage: agents <port> <file>\n"), 2;
  int file = open(words[2], O_RDWR | O_CREAT | O_TRUNC, 0644);
  if (file < 0 || ftruncate(file, 2 * sizeof *counts)) return perror(words[2]), 1;
  counts = mmap(0, 2 * sizeof *counts, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  int udp = socket(AF_INET, SOCK_DGRAM, 0), on = 1, room = 16 << 20;
  setsockopt(udp, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
  setsockopt(udp, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
  setsockopt(udp, SOL_SOCKET, SO_BINDTODEVICE, "lo", 3);
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons(atoi(words[1]))};
  if (bind(udp, (struct sockaddr *)&here, sizeof here)) return perror("bind"), 1;
  for (;;) {
    static uint8_t in[4096], out[ROOM + 4096], control[256];
    struct sockaddr_in from;
    struct iovec part = {in, sizeof in};
    struct msghdr message = {&from, sizeof from, &part, 1, control, sizeof control, 0};
    ssize_t length = recvmsg(udp, &message, 0);
    struct cmsghdr *head = CMSG_FIRSTHDR(&message);
    if (length <= 0 || !head || head->cmsg_type != IP_PKTINFO) continue;
    struct in_pktinfo *info = (struct in_pktinfo *)CMSG_DATA(head);
    info->ipi_spec_dst = info->ipi_addr; /* answer from the address that was asked */
    info->ipi_ifindex = 0;
    struct bytes asked = {in, length};
    part.iov_base = out;
    part.iov_len = answer(asked, out);
    if (part.iov_len) sendmsg(udp, &message, 0);
  }
}
