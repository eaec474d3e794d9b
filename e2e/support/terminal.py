"""Runs a command under a pseudo-terminal: terminal.py COLUMNS ROWS COMMAND [ARGUMENT...]

Standard input is typed, what appears is written to standard output, lines "COLUMNS ROWS" on descriptor 3 resize it.
"""
import fcntl, os, pty, select, struct, sys, termios


def resize(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def main():
    columns, rows, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
    child, terminal = pty.fork()
    if child == 0:
        os.close(3)
        resize(0, columns, rows)  # before the command can ask
        os.execvp(command[0], command)
    sources = [terminal, 0, 3]
    while True:
        for source in select.select(sources, [], [])[0]:
            try:
                data = os.read(source, 65536)
            except OSError:  # EIO: the command has ended
                data = b""
            if not data and source == terminal:
                sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
            if not data:
                sources.remove(source)
            elif source == terminal:
                os.write(1, data)
            elif source == 0:
                os.write(terminal, data)
            else:
                resize(terminal, *map(int, data.split()[-2:]))


main()
