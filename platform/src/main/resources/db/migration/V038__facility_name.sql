-- What other modules may call a facility when they tell people about it.
create view facility_name as
select id, version, name
from facility;
