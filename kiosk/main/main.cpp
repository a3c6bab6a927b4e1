// circle-terminal. Linked twice from the same objects: with the inspect channel for demo and tests, without it
// for the package (design §5).
#include "kiosk/main/command_line.h"

int main(int argc, char** argv) { return circle::run_program(argc, argv); }
