/* SPDX-License-Identifier: GPL-2.0-or-later OR MIT */
/* Strings, numbers and formats (include/linux/string.h, kstrtox.h, sprintf.h, ctype.h, sysfs.h): text.c. */
#ifndef APX_KERNEL_TEXT_H
#define APX_KERNEL_TEXT_H

int sprintf(char *buffer, const char *format, ...);
int snprintf(char *buffer, size_t size, const char *format, ...);
int scnprintf(char *buffer, size_t size, const char *format, ...);
int sysfs_emit(char *buffer, const char *format, ...);
int sysfs_emit_at(char *buffer, int at, const char *format, ...);
int kstrtoull(const char *text, unsigned int base, unsigned long long *result);
int kstrtoul(const char *text, unsigned int base, unsigned long *result);
int kstrtou32(const char *text, unsigned int base, u32 *result);
int kstrtoint(const char *text, unsigned int base, int *result);
int kstrtouint(const char *text, unsigned int base, unsigned int *result);
unsigned long simple_strtoul(const char *text, char **end, unsigned int base);
int kstrtobool(const char *text, bool *result);
char *kasprintf(gfp_t flags, const char *format, ...);
char *strsep(char **rest, const char *separators);
char *strim(char *text);
int hex_to_bin(unsigned char digit);
int match_string(const char *const *texts, size_t count, const char *text);

#define isdigit(c) ((c) >= '0' && (c) <= '9')
#define isxdigit(c) (hex_to_bin(c) >= 0)
#define isspace(c) ((c) == ' ' || ((c) >= '\t' && (c) <= '\r'))
#define tolower(c) ((c) >= 'A' && (c) <= 'Z' ? (c) + 'a' - 'A' : (c))

#endif
