<?php // FILE.ics → its events as JSON, as sabre/vobject (Nextcloud, Baïkal) reads them.
error_reporting(E_ERROR);
require '/usr/share/php/Sabre/VObject/autoload.php';

function moment($property)
{
    $time = $property->getDateTime();
    if ((string) $property['VALUE'] === 'DATE') {
        return $time->format('Y-m-d');
    }
    return gmdate('Y-m-d\TH:i:s\Z', $time->getTimestamp());
}

// version 2, which Debian has, undoes \n only
function text($event, $name)
{
    return preg_replace('/\\\\([\\\\;,])/', '$1', (string) $event->$name);
}

$events = [];
foreach (Sabre\VObject\Reader::read(file_get_contents($argv[1]))->VEVENT as $event) {
    $events[] = [
        'uid' => (string) $event->UID,
        'sequence' => (int) (string) $event->SEQUENCE,
        'status' => (string) $event->STATUS,
        'start' => moment($event->DTSTART),
        'end' => moment($event->DTEND),
        'summary' => text($event, 'SUMMARY'),
        'location' => text($event, 'LOCATION'),
        'description' => text($event, 'DESCRIPTION'),
    ];
}
echo json_encode($events, JSON_THROW_ON_ERROR), "\n";
