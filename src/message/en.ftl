# The words for errors, warnings and notes. A name is the kind's code; `.help` says how to mend it.

error = error
warning = warning
note = note
help = help
in-sheet = , sheet "{ $sheet }"
in-column = , column "{ $heading }"
entry = "{ $entry }"
more-entries = … and { $count } more
or = {" or "}
problems =
    { $count ->
        [one] { $count } error
       *[other] { $count } errors
    }{ $writes ->
        [true] ; { nothing-written }
       *[false] {""}
    }
more-problems =
    … and { $count } more { $count ->
        [one] error
       *[other] errors
    }
more-warnings =
    … and { $count } more { $count ->
        [one] warning
       *[other] warnings
    } of this kind ({ $code })

## Words for values

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

weekday-Mon = Monday
weekday-Tue = Tuesday
weekday-Wed = Wednesday
weekday-Thu = Thursday
weekday-Fri = Friday
weekday-Sat = Saturday
weekday-Sun = Sunday

holiday-new-year = New Year
holiday-epiphany = Epiphany
holiday-labour-day = Labour Day
holiday-constitution-day = Constitution Day
holiday-assumption = Assumption
holiday-all-saints = All Saints' Day
holiday-independence-day = Independence Day
holiday-christmas-eve = Christmas Eve
holiday-christmas = Christmas
holiday-easter = Easter
holiday-pentecost = Pentecost
holiday-corpus-christi = Corpus Christi

field-email = e-mail
field-lastday = last day
field-allday = all day
field-held = takes place
field-newdate = new date
field-newstart = new start
field-newvenue = new venue

holds-date = days
holds-start = hours
holds-held = yes and no
holds-venue = places
holds-town = towns
holds-title = titles
holds-length = lengths of time
holds-status = changes

## A list as a whole

empty-list = the list is empty
spreadsheet = this is a spreadsheet, not a text file
    .help = in the spreadsheet program choose Save As and the type "CSV UTF-8"
damaged-spreadsheet = this spreadsheet cannot be read: { $reason }
    .help = open it in the spreadsheet program, remove a password if it has one, and save it anew
large-spreadsheet = this spreadsheet is too large to be read: it has over 16 million cells, or 256 MB of content, perhaps because of something in its last row or column
    .help = copy the table of meetings into a new spreadsheet, or save it as "CSV UTF-8"
password = this file can be opened only with a password
    .help = open it in its program, remove the password, and save it
document =
    { $document ->
        [word] this is a Word document, which is not read
        [slides] this is a presentation, which is not read
        [pdf] this is a PDF, which is not read
       *[other] this is a picture, which is not read
    }
    .help =
        { $document ->
            [word] copy the table into a spreadsheet; or save the document as a web page (.html) and make a list of it: lubuskie-ics import FILE.html -o list.csv
            [slides] copy the table into a spreadsheet
            [pdf] ask for the file that it was made from; or copy its text into a text file and make a list of it: lubuskie-ics import FILE.txt -o list.csv
           *[other] ask for the file that it was made from, or type the meetings into a spreadsheet
        }
no-such-sheet = --sheet: there is no "{ $name }"; found: { $found-quoted }
sheet-left-out = the sheet "{ $name }" is left out: it has no column "{ $field }"
hidden-sheets = hidden sheets are left out: { $found-quoted }
    .help = --sheet NAME reads only the sheets that are named, hidden ones too
hidden-row = this row is hidden in the spreadsheet, by hand or by a filter, and has a day
    .help = if it counts, show it: unhide the row, or clear the filter; if not, delete it
comment = a comment beside a cell is not read: "{ $text }"
    .help = write into a column what it says of the meeting
sheet-of-meetings = the sheet "{ $name }" has rows with a county and a day, but no headings that are known
    .help = put a row of headings above them, as in the other sheets; if they do not count, --sheet NAME reads only the sheets that are named
changes-in-sheet = the sheet "{ $name }" is not read, and seems to say that a meeting is cancelled, moved or not sure: "{ $text }"
    .help = move these words into the notes of that meeting, and write there "cancelled" or "confirmed" in the column "status"; or --sheet NAME reads only the sheets that are named
sheet-of-changes = the sheet "{ $name }" is read like the others, but its name says that its meetings are cancelled, moved or not sure
    .help = write "cancelled", "tentative" or "confirmed" in its column "status" in every row; or --sheet NAME reads only the sheets that are named
spare-sheet = the sheet "{ $name }" is read like the others, though its name is that of a copy, a template or an earlier version
    .help = --sheet NAME reads only the sheets that are named
county-of-sheet = the sheet is called "{ $name }", but a row in it is for "{ $cell }": the row counts
incomplete-sheet = no column "{ $field }" in the sheet "{ $name }"; found: { $found-quoted }
    .help = add it, or name "{ $field }" the column that holds it; if this is no list of meetings, --sheet NAME reads only the sheets that are named
error-value = "{ $text }" is no text: a formula's error, or what a program left
    .help = mend the formula, or type what belongs here
no-value = this formula has never been computed: { $text }
    .help = open the file in a spreadsheet program and save it
day-for-text = "{ $text }" is a day where a text belongs: spreadsheets make one of texts like 1-2
    .help = format the column as text and type it again
damaged-text = characters are damaged here: the text is in two encodings, or in one that is not known
    .help = mend this place; then File, Save As, "CSV UTF-8"
announcement = this is not a list; it looks like an announcement
    .help = make a list of it first: lubuskie-ics import FILE -o list.csv
no-such-column = --column: there is no "{ $name }"; found: { $found-quoted }
no-headings = no row of headings found; the list begins with "{ $first }"
    .help =
        the first row names the columns: { $subject ->
            [people] county;name;e-mail
           *[meetings] county;date;start;title;venue
        }
missing-column = no column "{ $field }"; found: { $found-quoted }
    .help = add it, or name "{ $field }" the column that holds it
doubled-column = two columns for "{ $field }": "{ $first }" and "{ $second }"
    .help =
        keep the one that holds what counts; rename the other{ $alike ->
            [true] {""}
           *[false] , or leave it out: --ignore "{ $second }"
        }
unknown-columns =
    { $count ->
        [one] unknown column { $found-quoted }: left out
       *[other] unknown columns, left out: { $found-quoted }
    }
    .help =
        { $field ->
            [none] {""}
           *[other] if { $holds } are there, say so: --column "{ $field }={ $one ->
                [none] HEADING
               *[other] { $one }
            }"
        }
taken-as = the column "{ $heading }" is read as the column "{ $field }", since no other can be it
    .help = if it is about something else, add --ignore "{ $heading }"
county-above = no column "county": taken from the lines above the headings: { $county }
    .help = if a row is of another county, add a column "county"
year-above = days without a year are taken as { $year }, which the lines above the headings say
    .help = if that is another year, say --year, or write it into the cells
other-year = the lines above the headings say { $year }, but a day is of another year: "{ $text }"
    .help = check the year of each day: a spreadsheet takes the present one for "14 Dec"
unread-column = the column "{ $heading }" is not understood, but seems to hold { $holds }
    .help =
        { $nearest ->
            [none] {""}
           *[other] perhaps "{ $nearest }";{" "}
        }{ $field ->
            [none] if it says when, where or whether, give it a heading that says so ("date", "start", "cancelled", "publish" …)
           *[other] if it is the column "{ $field }", name it so, or add --column "{ $field }={ $heading }"
        }; if it is about something else, add --ignore "{ $heading }"
half-ticked = in the column "{ $heading }" some rows say yes, and the others nothing
    .help = write yes or no in every row, since an empty cell may mean either
unsure-heading =
    the heading "{ $heading }" { $asked ->
        [true] ends in a question mark, but the cells below it are published as certain
       *[false] says that the cells below it are not certain
    }
    .help = write "tentative" or "confirmed" in every row of a column "status"
unnamed-column = this column has no heading, but holds { $holds }
    .help = give it a heading; if it has nothing to do with when or whether, too
empty-columns = empty in every row: { $found-quoted }
json = this is not valid JSON: { $reason }
json-shape = expected an array of objects
    .help =
        { $subject ->
            [people] [{"{"}"county": …, "name": …, "email": …{"}"}] or {"{"}"people": […]{"}"}
           *[meetings] [{"{"}"county": …, "date": …{"}"}] or {"{"}"meetings": […]{"}"}
        }
json-value = "{ $field }" must be a text, a number or null
broken-letters = the letters of "{ $text }" are broken: the list was read in a wrong encoding and saved again
    .help = take the list as it was before, or write them anew; then File, Save As, "CSV UTF-8"
no-meetings = the list has no meetings
no-people = the list has no people
past =
    { $count ->
        [one] { $count } meeting is already over
       *[other] { $count } meetings are already over; this is the first
    }

## Rows

too-many-cells = the row has { $cells } cells, but there are { $headings } headings
    .help = put a text that holds the separator in quotation marks: "…"
too-few-cells = the row has { $cells } cells, but there are { $headings } headings: look whether each stands in its column
open-quote = the quotation mark opened here is never closed
    .help = close it, or delete it
text-after-quote = text after a closed quotation mark
    .help = put the whole cell in quotation marks and double those inside: "Klub ""Zamek"""
blank-before-quote = a blank stands before this quotation mark, so it opens nothing
    .help = delete the blank
swallowed-row = the quotation marks opened here close in line { $line }, and make one cell of several rows
    .help = close it in its own row, or delete both
above-headings = a meeting above the headings
    .help = move the row of headings to the top: it was sorted together with the rows
no-heading = left out: "{ $text }"; its column has no heading, or one for row numbers
    .help = give the column a heading that says what it is: "status", "cancelled", "notes" …
skipped-row = row skipped: a title or a total, no entry of the list
no-meeting = this row does not look like a meeting
    .help = delete it, or fill in county and date
unread = the program does not read this, and it seems to say that a meeting is cancelled, moved or not sure: "{ $text }"
    .help =
        { $row ->
            [true] write "cancelled", "tentative" or "confirmed" in the column "status" of the meeting that this is about; if it is about all of them, or explains a mark or a colour, in every row. Then delete these words
           *[false] write "cancelled", "tentative" or "confirmed" in a column with the heading "status". If the meeting was moved, write the new date in the column of dates, and here "moved from" and the old date.
        }
alters =
    the column "{ $heading }" is not read, but "{ $text }" says { $what ->
        [public] that the meeting is not public
        [sure] that the meeting is not certain: 1 is Outlook's "tentative"
       *[when] when the meetings are
    }
    .help =
        { $what ->
            [public] write "no" in a column "publish"; or, if calendars may show it, --ignore "{ $heading }"
            [sure] write "tentative" or "confirmed" in the column "status" (add it if there is none)
           *[when] write each day in a row of its own, and its hour as the clock shows it in Poland; then --ignore "{ $heading }"
        }
ignored = the column is left out as you say, but this seems to say that a meeting is cancelled, moved or not sure: "{ $text }"
    .help = if so, write "cancelled" or "tentative" in a column "status"
of-all = the program does not read this line, and it seems to say something of all the meetings: "{ $text }"
    .help = write it into the columns of the meetings, and delete the line
beside = "{ $key }" stands beside the meetings, is not read, and may be more of them, or say when they are
    .help = put all meetings into one array; delete the key if it is about something else
missing-cell = the { $field } is missing
    .help = fill in the cell; if cells are merged, repeat the value in every row
ditto = "{ $text }" refers to another row
    .help = repeat the text
blocked = "{ $text }" does not look like the title of a meeting
    .help = if this is not a meeting, delete the row; if it is, write "confirmed" or "tentative" in the column "status"
marked-out = "{ $text }" is marked or struck out, which may mean that the row does not count
    .help = if it counts, take the mark away; if not, delete the row, or write "cancelled" or "tentative" in the column "status"

## Counties

unknown-county = "{ $text }" is not a county of Lubuskie
    .help =
        { $near ->
            [true] did you mean { $counties-or }?
           *[false] one of { $counties }
        }

## Days and hours

date = "{ $text }" is not a date
    .help =
        { $serial ->
            [true] this is a spreadsheet's number: give the column a date format and save again
           *[false] write day, month and the whole year, such as 22.05.2027, with a row for each day; if the day is not set yet, write "to be set"
        }
day-open = "{ $text }": the day is not set yet, so the meeting is in no calendar
    .help = write the day when it is known, such as 22.05.2027
several-days = "{ $text }" is more than one day
    .help = make a row of each day; before an hour write "godz."
year = "{ $text }" has no year
    .help = write the year, or give it with --year
month = there is no month { $month }
    .help = write the day first, such as 22.05.2027; if the other dates have the month first too, mend them all
day =
    { $days ->
        [28] { $month } { $year }
        [29] { $month } { $year }
       *[other] { $month }
    } has { $days } days
    .help = the day comes first: { $first } to { $last }
weekday = "{ $text }": { $date } is a { $weekday }
    .help = mend the weekday or the date
day-or-month = "{ $text }" beside AM or PM may have the month first
    .help = write the day first, such as 22.05.2027, or 2027-05-22
no-weekday = "{ $text }" is not a day of the week
date-out-of-range = { $date } is not between 27.10.1996 and 31.12.2099
far-ahead = { $date } is over ten years ahead
    .help = look at the year
lone-year = { $date } is in another year than all the other meetings
    .help = check the year
sunday = { $date } is a Sunday
holiday = { $date } is a public holiday: { $holiday }
disagreement = "{ $text }" disagrees with the column "{ $field }"
    .help = write the same in both: correct the one that is wrong
hour = no hour is recognised in "{ $text }"
    .help = write an hour from 0:00 to 23:59: 10:00 or 10:00–12:30, with a colon; an empty cell means the whole day
hour-open = "{ $text }": the hour is not set yet
    .help = leave the cell empty and write "tentative" in the column "status": calendars then show the whole day; or wait with this row: "no" in a column "publish"
day-for-hour =
    "{ $text }" is a day, and an hour belongs here{ $spreadsheet ->
        [true] : spreadsheets make a day of hours like 9-12 (9 December)
       *[false] {""}
    }
    .help =
        { $spreadsheet ->
            [true] format the column as text and type 9:00-12:00
           *[false] write 10:00 or 10:00–12:30, and the day in its column
        }
end-without-start = an end, but no start
end-not-after-start = the end is not after the start
    .help = 24:00 is midnight; only a meeting of at most eight hours may end on the next day
next-day = the end is taken to be on the next day
may-be-length = "{ $text }" may be a time of day or a duration
    .help = write an hour with its minutes, such as 8:00; give a column of lengths the heading "length"
approximate-hour = "{ $text }": calendars show an exact hour
skipped-hour = { $text } does not exist on that day: summer time begins and the clock goes from 2:00 to 3:00
doubled-hour = { $text } comes twice on that day, as summer time ends: the first is taken
day-first = "{ $text }" is read as { $date }: the day comes first
    .help = if the month comes first, mend all the dates
all-day = no hour: shown as an all-day meeting
early = the meeting begins at { $hour } in the night
long = the meeting takes over 12 hours

## What else a meeting has

cancelled = this seems to say that the meeting is cancelled: "{ $text }"
    .help = write "cancelled" or, if it is not, "confirmed" in the column "status" (add it if there is none)
closed = this seems to say that the meeting is not public: "{ $text }"
    .help = if so, delete the row, or write "no" in a column "publish"; if it is public, write "confirmed" in the column "status" (add it if there is none)
moved = this seems to say that the meeting was moved: "{ $text }"
    .help =
        { $subject ->
            [true] write the new date, hour and place in their columns, and here "moved from" and the old date; if this is what the meeting is about, or a name, write "confirmed" in the column "status"
           *[false] write the new date, hour and place in their columns, and here "moved from" and the old date
        }
unsure = this seems to say that the date or place is not certain: "{ $text }"
    .help = if the place, day or hour is another one, write it into its column; else write "tentative" (not yet certain) or "confirmed" in the column "status"
may-change = this may mean that something about the meeting changes: "{ $text }"
    .help = if not, write "confirmed" in the column "status" (add it if there is none); if it is cancelled, write "cancelled" there; if it was moved, write the new date in its column
status = "{ $text }" is not a status
    .help = write confirmed, tentative or cancelled
url = "{ $text }" is not a web address
    .help =
        { $www ->
            [true] did you mean https://{ $text }?
           *[false] it begins with https:// or http:// and holds no blanks
        }
degrees = "{ $text }" is not a number of degrees from -{ $limit } to { $limit }
    .help = write 51.8027
half-a-place = latitude and longitude go together: one is missing
lost-letters = "{ $text }" has lost letters, probably when the list was saved
    .help = write them anew; then File, Save As, "CSV UTF-8"
directions = invisible characters that turn the direction of the text left out
control-characters = invisible control characters left out
no-venue = neither venue nor address
no-town = no town found
    .help = write it in a column "town"
answer = "{ $text }" is neither yes nor no
    .help = write yes or no
length = "{ $text }" is not a length of time
    .help = write 2 h, 90 min or 1:30
other-length = "{ $text }" is not the time from start to end: start and end count
other-county = "{ $town }" is in another county: { $county }
    .help = check both: the column "county" says in whose calendar the meeting is
postcode = "{ $text }" is not a postal code
    .help = write 68-200
last-day = the meeting would end on another day ({ $text }), but a row is one day
    .help = make a row of each day
replaced = "{ $text }" is another value than the one in the column "{ $field }"
    .help = write what holds now into the column "{ $field }" and leave this cell empty, or, if the meeting does not take place, "cancelled" into the column "status"
noted =
    "{ $text }" seems to { $field ->
        [date] speak of another day than the column "date", or of several
       *[other] name something else than the column "{ $field }"
    }
    .help =
        { $field ->
            [date] if it holds, write it into the column "date", each of several days in a row of its own, and not here
           *[other] if it holds, write it into the column "{ $field }", and not here
        }; if it is about something else, write "confirmed" in the column "status" (add it if there is none)
misplaced = "{ $text }" does not look like what this column holds: is it in the right one?
withheld =
    { $count ->
        [one] { $count } row is left out: the list marks it
       *[other] { $count } rows are left out: the list marks them
    } as not to be published

## Meetings beside each other

doubled-id = the id "{ $id }" is already used in { $other }
    .help = each meeting has an id of its own
reused-id = the id "{ $id }" is that of a meeting published for { $date }
    .help = give the new meeting an id of its own, or calendars take it for the old one
shifted-ids = the ids seem to be row numbers that have shifted: this meeting was published with the id "{ $other }", not "{ $id }"
    .help = take the column "id" out of the list: without it every meeting is found again, and only what is new or gone changes; else give each meeting the id that it was published with
open-again = the day is not set, and what may be the same meeting is published for { $date }: "{ $title }"
    .help = write its day; if it does not take place, write "cancelled" in the column "status"; if that is another meeting, put its row back, as it was or with "cancelled"
doubled-meeting = the same county, start and title as in { $other }
    .help = delete one of the rows, or tell them apart by an "id" column
another-hour = the same title, day and place as in { $other }, at another hour
    .help = if one of the hours is no longer right, delete its row
room-taken = the same place at an overlapping time as in { $other }

## People

no-county = no county: invited to the meetings of all counties
    .help = if that is meant, write "all"
missing-address = the e-mail address is missing
    .help = fill it in, or delete the row
address = "{ $text }" is not an e-mail address
    .help = one address in a row, whole, without accented letters and blanks: biuro@example.pl; another one gets a row of its own
name = a name cannot have line breaks, control characters, <, > or =?: "{ $text }"
    .help = write the name alone, on one line
organizer-invited = { $address } is the organiser's own address: calendars do not take such an invitation
    .help = delete the row, or invite from another address
shared-address = the same address as in { $other }: one message goes there, to "{ $name }"

## Announcements

list-given = this is a list (a spreadsheet or CSV), not an announcement
    .help = lubuskie-ics check FILE reads it
no-announcement = no meeting found in this text
    .help = a meeting has a day and an hour, or a place in a list of days
struck = struck out on the page, so left out: "{ $text }"
inferred =
    { $what ->
        [year] no year beside { $count ->
            [one] a day
           *[other] { $count } days
        }: taken as { $found }
        [county] no county given: taken from the town: { $found }
        [county-for-all] the county is the one that the text names once: { $found }
        [hour-for-all] the hour is the one that the text names for all: { $found }
        [end] the end is the start and the length that the text gives: { $found }
        [place-for-all] the place is the one that the text names for all: { $found }
        [town-for-all] the town is the one that the text names once: { $found }
        [town] a guess at the town's name: { $found }
        [no-county] no county found: { $found }
        [no-hour] no hour found: { $found }
       *[other] no place found: { $found }
    }
    .help = { $what ->
        [no-county] write it into the list
        [no-hour] look whether the text has it, and write it into the list
        [no-place] look whether the text has it, and write it into the list
       *[other] {""}
    }
first-day = several days: only the first is a meeting here
moved-to =
    { $from ->
        [none] the text says that this meeting was moved
       *[other] moved here from { $from }
    }
changed-perhaps = the text seems to say that this meeting is cancelled or moved, or not yet sure
    .help = read it, and mend the list: its day, or "cancelled" in the column "status"
weekday-other = { $date } is a { $weekday }, and the text has another day
unused =
    { $what ->
        [row] no meeting made of { $count ->
            [one] this row
           *[other] these rows
        }
        [change] no meeting
        [hours] hours in no meeting
        [county] counties in no meeting
       *[other] no meeting
    }: { $texts } ({ $reason })
unused-towns = towns in no meeting: { $towns }
reason-stamp = publication stamp
reason-period = period
reason-deadline = deadline
reason-law = date of a document
reason-past = past
reason-moved-from = moved from here
reason-no-hour = no hour
reason-no-such-day = no such day
reason-no-meeting = nothing about a meeting
reason-margin = in a menu, margin or foot of the page
reason-office-hours = when an office is open
reason-programme = a programme
reason-quoted = a quoted message
reason-other-hour = beside another, which the meeting has
reason-no-entry = belongs to no entry
reason-elsewhere = not of Lubuskie
reason-no-day = no day
reason-change = but perhaps one is cancelled or moved

## How a list was read

# The octet of the character between cells.
csv-list = { $path }: { $encoding }, cells separated by { $delimiter ->
        [comma] commas
        [tab] tabs
        [pipe] vertical bars
       *[semicolon] semicolons
    }, headings in line { $line }
sheet-list = { $path }: spreadsheet, sheet "{ $sheet }", headings in row { $line }
announcement-text = { $path }: { $encoding }, an announcement's text
json-list = { $path }: { $encoding }, JSON

## Usage

county-option =
    --county: "{ $name }" is not a county of Lubuskie; { $near ->
        [true] nearest: { $counties }
       *[false] there are { $counties }; leave --county out for all
    }
combined-county = a combined calendar holds the meetings of all counties: --combined goes neither with --for email nor, except with -o -, with --county
needs-folder = --for, --dry-run, --exit-code, --allow-cancel, --allow-change, --rebuild and --overwrite need a folder, not -o -
list-itself = { $path } is the list itself: name another folder for the calendars, with --output
several-lists = several lists are here: name the one you mean: { $found }
source-date-epoch = SOURCE_DATE_EPOCH: expected whole seconds since 1970
published-output = a published folder cannot be standard output

list-form = --to and the ending of the file must name the same kind of list, and --excel is for CSV alone
usage =
    { $case ->
        [UnknownArgument] there is no such option or argument: { $named }
        [InvalidSubcommand] there is no such command: { $named }
        [MissingSubcommand] the command is missing
        [MissingRequiredArgument] missing: { $named }
        [ArgumentConflict] these do not go together: { $named }
        [Repeated] this cannot come twice: { $named }
       *[other]
            { $text ->
                [none] a value is missing or wrong: { $named }
               *[other] { $named } cannot be "{ $text }"
            }
    }
    .help =
        { $expected ->
            [column-form] write the column's name, = and its heading: title=Temat
            [column] before = stands the name of a column, such as county, date or title
            [organizer] write a name and an e-mail address: 'Starostwo <biuro@example.pl>'
            [url] write a web address: https://powiat.example.pl/spotkania/
            [address] write an e-mail address: biuro@example.pl
            [year] write a year from 1997 to 2099
            [length] write a length up to 24h: 2h, 90m or 1h30m
            [time] write a date and a time with offset: 2026-11-23T09:00:00Z
           *[other]
                { $near ->
                    [none]
                        { $valid ->
                            [none] lubuskie-ics --help lists the commands, and lubuskie-ics COMMAND --help their options
                           *[other] one of { $valid }
                        }
                   *[other] did you mean { $near-or }?
                }
        }

## Refused

nothing-written =
    { $finished ->
        [true] nothing else was written
       *[false] nothing was written
    }

foreign = { $path }: not written by lubuskie-ics, so it is not replaced (--overwrite allows it)
list-there = { $path }: is there already, so it is not replaced; name another file, or delete it
built-in-over = { $path }: holds other meetings than the built-in example, which must not change them; name a list, or another folder
would-cancel =
    gone from the list, and so to be cancelled: { $county ->
        [none] { $count } of the { $ahead } meetings still ahead
       *[other] all that is still ahead for { $county }
    }; { nothing-written }:{ $meetings-lines }
    .help = put back rows deleted by mistake; if a meeting is cancelled, put its row back with "cancelled" in the column status; if its day and title changed at once, give the rows an id first; if all is as you want it, add --allow-cancel
would-lose =
    { $count ->
        [one] { $count } meeting
       *[other] { $count } meetings
    } still ahead would lose what was published of them; { nothing-written }:{ $meetings-lines }
    .help =
        { $field ->
            [none] fill in the empty cells
           *[other] the list has no column "{ $field }"
        }{ $found ->
            [none] {""}
           *[other] ; columns that are not known, one of which may be it: { $found-quoted } – rename it, or name it with --column
        }; if all is as you want it, add --allow-change
in-use = { $path }: another lubuskie-ics is writing here; try again when it is done
no-calendars = { $path }: no calendar of lubuskie-ics is here; name the folder that was exported to; { nothing-written }
no-ledger = { $path }: are these the first invitations from this folder? then add --first; if not, name the folder of the last time; { nothing-written }
lost-ledger = { $path }: there are messages here, but the record of them, .lubuskie-ics.sent, is gone, so what people were told is not known; put it back from a copy; or add --assume-told, which takes what is published now as told to all people of the list; --first would invite everyone again; { nothing-written }
ledger-there = { $path }: people were invited from this folder before; leave out --first or --assume-told, and they get only what is new; { nothing-written }
mail-in-feeds = { $path }: people's addresses must not be where calendars are published, and { $beside } has calendars; name a folder elsewhere; { nothing-written }
feeds-in-mail = { $path }: calendars must not be published where people's addresses are, and { $beside } is for messages; name a folder elsewhere; { nothing-written }
older-than-told = { $path }: some calendars are older than what people were last told, so nobody was written to about these meetings:{ $meetings-lines }
    .help = if the folder was put back from a copy, export once with --rebuild, which raises every SEQUENCE, then invite again; else name the right folder

## Files

damaged = { $path }, line { $line }: not as lubuskie-ics wrote it, so what was published is not known; put back the file from a copy, or start it anew with --rebuild; { nothing-written }
missing = { $path }: { $found } of the { $count } meetings that were published here are found, so calendars are missing; put them back from a copy, or start anew with --rebuild; { nothing-written }
damaged-ledger =
    { $path }{ $line ->
        [none] {""}
       *[other] , line { $line }
    }: not as lubuskie-ics wrote it, so what people were told is not known; { nothing-written }
    .help = put the file back from a copy, or add --assume-told: then what is published now counts as told to all people of the list, and only what is new from now on is written to them
signature =
    { $path }{ $line ->
        [none] {""}
       *[other] , line { $line }
    }: { $unfit ->
        [empty] the signature is empty
        [web-page] the signature must be a plain text, and this is a web page
        [damaged] characters are damaged here, or the text is in two encodings
        [long] the signature is longer than 10 000 bytes
       *[other] the signature must be a plain text, and this is none
    }; { nothing-written }
    .help = save it in a text editor as a .txt file in UTF-8, and look at its Polish letters
read = { $path }: cannot be read: { $why }
write = { $path }: cannot be written: { $why }
output = standard output: { $why }
refused = a fault of lubuskie-ics, { nothing-written }: { $reason }
why-not-found = there is no such file or folder
why-not-permitted = not permitted
why-no-folder = it is a file, not a folder
why-no-file = it is a folder, not a file
why-irregular = it is a pipe or a device, not a file
why-linked-twice = two calendars are links to this file
why-disk-full = the disk is full
why-read-only = the disk is read-only
why-closed = it is closed

## Notes

built-in = no list named, and no meetings.csv, meetings.json, spotkania.csv or spotkania.xlsx here: using the built-in example, five meetings of 2017
built-in-list = built-in list
standard-input = standard input
county-without-meetings = the list has no meetings for { $county }: no calendar written
not-ours = { $path }: not written by lubuskie-ics, so it is left as it is
left-out = no longer in the list and long over, so left out of the calendars:{ $meetings-lines }
doubles = the calendars had these meetings twice, under two UIDs; one of each is left out of them:{ $meetings-lines }
rebuilt = damaged calendars were started anew: subscribers may know what is called new below, and what was cancelled by a deleted row is no longer in them
insecure = { $path }: http, not https: what subscribers get can be changed on the way, and some programs refuse it
edited-draft = { $path }: somebody has changed this draft, so it is left as it is
    .help = look it over before you send it; delete it, and the next run writes it anew
stale-page = { $path }: export brings neither this page nor its other files up to date: fragment.html, changes.xml, meetings.json
    .help = publish does it
unlisted = invited to meetings still ahead, but no longer in the list of people, so they get nothing more:{ $addresses-lines }
unpublished = people were invited to these meetings, which are not in the calendars: is it the right folder?{ $meetings-lines }
unsent =
    not sent yet, of earlier runs: { $count } { $count ->
        [one] message
       *[other] messages
    }
other-organizer = invited by another organiser before, so their calendars may not take the change:{ $addresses-lines }
assumed-told =
    no message was written: from now on { $count ->
        [one] { $count } invitation counts
       *[other] { $count } invitations count
    } as sent
finished = { $path }: what an earlier run had ready when it was stopped was put in place first
