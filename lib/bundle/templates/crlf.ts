/** cmd.exe wants carriage returns. */
export const crlf = (text: string) => text.replaceAll('\n', '\r\n');
