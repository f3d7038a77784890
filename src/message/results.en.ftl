# The words of results. `outcome-` what became of a file, behind "dry-" what would; `change-` what happened to a meeting;
# `occasion-` why a message is written.

meetings =
    { $count } { $count ->
        [one] meeting
       *[other] meetings
    }
messages =
    { $count } { $count ->
        [one] message
       *[other] messages
    }

outcome-created = created
outcome-replaced = replaced
outcome-removed = removed
outcome-unchanged = unchanged
outcome-dry-created = would be created
outcome-dry-replaced = would be replaced
outcome-dry-removed = would be removed
outcome-dry-unchanged = unchanged
no-news = nothing changes for subscribers
no-drafts = no meetings ahead: no drafts

change-cancelled = cancelled
change-moved = moved
change-restored = takes place after all
change-changed = changed
change-new = new
change-left = no longer of this county
change-more = { $count } more
status-cancelled = cancelled
status-tentative = tentative
status-confirmed = confirmed
was-title = title was "{ $title }"
was-place = place was { $place }
new-description = new description
new-url = new web address
now-for = now for { $counties }

without-start = no hour
without-end = no end
without-title = no title of its own
without-venue = no place, or less of it

occasion-invitation = invitation
occasion-change = change
occasion-restored = takes place after all
occasion-cancellation = cancellation
no-messages = no messages to write
messages-in = { messages } in { $folder } ({ $counts })
messages-to-be = { messages } would be written to { $folder } ({ $counts })

day-Mon = Mon
day-Tue = Tue
day-Wed = Wed
day-Thu = Thu
day-Fri = Fri
day-Sat = Sat
day-Sun = Sun
all-day = all day
head-day = Day
head-date = Date
head-hours = Hours
head-county = County
head-title = Title
head-place = Place
