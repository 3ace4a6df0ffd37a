/* What the stand-in can do, in the words in which chrony's own build says it of chronyd; its test suites read this file
   to know what to run and what must fail. Only what is there is defined. */
#define HAVE_LONG_TIME_T 1
#define NTP_ERA_SPLIT (1795000000LL - 50 * 365 * 24 * 3600LL)
#define FEAT_IPV6 1
#define FEAT_REFCLOCK 1
#define FEAT_PHC 1
#define FEAT_PPS 1
#define FEAT_RTC 1
#define FEAT_CMDMON 1
#define FEAT_PRIVDROP 1
#define FEAT_SECHASH 1
#define HAVE_CMAC 1
#define FEAT_DEBUG 1
#define FEAT_NTS 1
#define HAVE_NETTLE_SIV_GCM 1
