# Makes a manual page in roff of what a program prints for --help: sections named in capitals, options indented by four blanks
# with their text below them, everything that is aligned with blanks as it stands.
#
#   retunectl get --help | awk -f manpage.awk -v name=retunectl-get -v version=0.1.0

function escaped(text) {
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    if (text ~ /^[.']/)
        text = "\\\&" text
    return text
}

function close_block() {
    if (in_block)
        print ".EE"
    in_block = 0
}

BEGIN {
    printf ".TH %s 1 \"\" \"Retune %s\" \"Retune\"\n", toupper(name), version
}

/^[A-Z]/ {
    close_block()
    section = $0
    print ".SH " section
    was_blank = 1
    next
}

/^ *$/ {
    was_blank = 1
    next
}

{
    sub(/^    /, "")
    text = $0
    sub(/^ +/, "", text)
    depth = length($0) - length(text)
    is_flush = section != "EXAMPLES" && section != "SYNOPSIS"
    is_term = (section == "OPTIONS" || section == "FILES") && depth == 0
    # Columns, examples and lists keep their line breaks.
    is_aligned = text ~ /[^ .]  +[^ ]/ || !is_flush || (depth > 4) || (depth > 0 && section != "OPTIONS" && section != "FILES")
    if (section == "NAME") {
        sub(/^.* - /, "")
        print escaped(name) " \\- " $0 # as whatis wants it: one word
    } else if (is_term) {
        close_block()
        print ".TP"
        print ".B " escaped(text)
    } else if (is_aligned || (in_block && depth > 0 && !was_blank)) {
        if (!in_block) {
            if (was_blank && section != "SYNOPSIS" && section != "EXAMPLES" && depth > 0)
                print ".PP"
            print ".EX"
        } else if (was_blank) {
            print ""
        }
        in_block = 1
        print escaped($0)
    } else {
        close_block()
        if (was_blank)
            print (depth > 0 ? ".IP" : ".PP")
        print escaped(text)
    }
    was_blank = 0
}

END {
    close_block()
}
