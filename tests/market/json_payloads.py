"""Answers of the systems that speak JSON, in the shape of their public documentation."""

from __future__ import annotations

import datetime as dt
import html
from typing import Any

from tests.market.world import MarketBoard, Vacancy


def noon(vacancy: Vacancy, sign: str = "Z") -> str:
    """The posting's day at noon, as systems write times."""
    return f"{vacancy.posted.isoformat()}T12:00:00{sign}"


def greenhouse(board: MarketBoard) -> Any:
    """Greenhouse Job Board API, `GET /v1/boards/{token}/jobs?content=true`."""
    return {
        "jobs": [
            {
                "id": v.number,
                "internal_job_id": v.number + 7,
                "title": v.title,
                "updated_at": noon(v, "-05:00"),
                "first_published": noon(v, "-05:00"),
                "requisition_id": f"R{v.number}",
                "location": {"name": "Remote" if v.remote else f"{v.city}, {v.country}"},
                "absolute_url": f"https://job-boards.greenhouse.io/{board.token}/jobs/{v.number}",
                "content": html.escape(v.text),
                "departments": [{"id": 1, "name": v.department, "child_ids": []}],
                "offices": [{"id": 2, "name": v.city, "location": f"{v.city}, {v.country}"}],
                "metadata": None,
            }
            for v in board.vacancies
        ],
        "meta": {"total": len(board.vacancies)},
    }


def lever(board: MarketBoard) -> Any:
    """Lever postings API, `GET /v0/postings/{token}?mode=json`."""
    return [
        {
            "id": v.uuid,
            "text": v.title,
            "hostedUrl": f"https://jobs.lever.co/{board.token}/{v.uuid}",
            "applyUrl": f"https://jobs.lever.co/{board.token}/{v.uuid}/apply",
            "createdAt": int(
                dt.datetime.combine(v.posted, dt.time(12), dt.UTC).timestamp() * 1000
            ),
            "categories": {
                "commitment": "Full-time",
                "department": v.department,
                "location": v.city,
                "team": v.department,
                "allLocations": [v.city],
            },
            "description": v.text,
            "descriptionPlain": "",
            "lists": [{"text": "You bring", "content": "<li>Care</li>"}],
            "additional": "",
            "workplaceType": "remote" if v.remote else "on-site",
            **(
                {"salaryRange": {"min": v.low, "max": v.high, "currency": "GBP",
                                 "interval": "per-year-salary"}}
                if v.low else {}
            ),
        }
        for v in board.vacancies
    ]  # fmt: skip


def ashby(board: MarketBoard) -> Any:
    """Ashby posting API, `GET /posting-api/job-board/{token}`."""
    return {
        "apiVersion": "1",
        "jobs": [
            {
                "id": v.uuid,
                "title": v.title,
                "department": v.department,
                "team": v.department,
                "employmentType": "FullTime",
                "location": v.city,
                "secondaryLocations": [],
                "publishedAt": noon(v, ".000+00:00"),
                "isListed": True,
                "isRemote": v.remote,
                "workplaceType": "Remote" if v.remote else "OnSite",
                "address": {
                    "postalAddress": {
                        "addressLocality": v.city,
                        "addressRegion": v.region,
                        "addressCountry": v.country,
                    }
                },
                "descriptionHtml": v.text,
                "jobUrl": f"https://jobs.ashbyhq.com/{board.token}/{v.uuid}",
                "applyUrl": f"https://jobs.ashbyhq.com/{board.token}/{v.uuid}/application",
            }
            for v in board.vacancies
        ],
    }


def workday_path(v: Vacancy) -> str:
    """The path of a posting on a Workday site."""
    title = "".join(c if c.isascii() and c.isalnum() else "-" for c in v.title)
    return f"/job/{v.city}/{title}_R-{v.number}"


def workday_list(board: MarketBoard, offset: int, limit: int) -> Any:
    """What a Workday careers site's own page asks for, a page at a time."""
    return {
        "total": len(board.vacancies) if offset == 0 else 0,
        "jobPostings": [
            {
                "title": v.title,
                "externalPath": workday_path(v),
                "locationsText": v.city,
                "postedOn": "Posted 30+ Days Ago",
                "bulletFields": [f"R-{v.number}"],
            }
            for v in board.vacancies[offset : offset + limit]
        ],
        "facets": [],
        "userAuthenticated": False,
    }


def workday_page(v: Vacancy) -> Any:
    """One posting's own record on a Workday site."""
    return {
        "jobPostingInfo": {
            "id": f"{v.number:032x}",
            "title": v.title,
            "jobDescription": v.text,
            "location": v.city,
            "postedOn": "Posted 30+ Days Ago",
            "startDate": v.posted.isoformat(),
            "timeType": "Full time",
            "jobReqId": f"R-{v.number}",
            "country": {"descriptor": v.country},
        }
    }


def workable(board: MarketBoard) -> Any:
    """Workable's public account jobs, `GET /api/accounts/{token}?details=true`."""
    return {
        "name": board.employer,
        "description": None,
        "jobs": [
            {
                "title": v.title,
                "shortcode": f"{v.number:X}Z{v.number % 97:05d}",
                "code": "",
                "employment_type": "Full-time",
                "telecommuting": v.remote,
                "department": v.department,
                "url": f"https://apply.workable.com/j/{v.number:X}",
                "shortlink": f"https://apply.workable.com/j/{v.number:X}",
                "application_url": f"https://apply.workable.com/j/{v.number:X}/apply",
                "published_on": v.posted.isoformat(),
                "created_at": v.posted.isoformat(),
                "country": v.country,
                "city": v.city,
                "state": v.region,
                "description": v.text,
            }
            for v in board.vacancies
        ],
    }


def recruitee(board: MarketBoard) -> Any:
    """Recruitee Careers Site API, `GET /api/offers/`."""
    return {
        "offers": [
            {
                "id": v.number,
                "slug": str(v.number),
                "status": "published",
                "title": v.title,
                "careers_url": f"https://{board.token}.recruitee.com/o/{v.number}",
                "locations": [{"city": v.city, "state": v.region, "country": v.country}],
                "remote": v.remote,
                "hybrid": False,
                "on_site": not v.remote,
                "description": v.text,
                "requirements": "<p>Patience</p>",
                "published_at": f"{v.posted} 12:00:00 UTC",
                "created_at": f"{v.posted} 12:00:00 UTC",
                "department": v.department,
                "employment_type_code": "fulltime_permanent",
                "salary": {"min": v.low, "max": v.high, "currency": "EUR", "period": "year"},
                "close_at": None,
            }
            for v in board.vacancies
        ]
    }


def rippling_list(board: MarketBoard, page: int, size: int) -> Any:
    """Rippling Job Board API v2, a page of a board's jobs."""
    some = board.vacancies[page * size : (page + 1) * size]
    return {
        "items": [
            {
                "id": v.uuid,
                "name": v.title,
                "url": f"https://ats.rippling.com/{board.token}/jobs/{v.uuid}",
                "department": {"name": v.department},
                "locations": [
                    {
                        "name": v.city,
                        "city": v.city,
                        "state": v.region,
                        "country": v.country,
                        "workplaceType": "REMOTE" if v.remote else "ON_SITE",
                    }
                ],
            }
            for v in some
        ],
        "page": page,
        "pageSize": size,
        "totalItems": len(board.vacancies),
        "totalPages": max(1, -(-len(board.vacancies) // size)),
    }


def rippling_page(v: Vacancy) -> Any:
    """One job's own record in the Rippling Job Board API."""
    return {
        "id": v.uuid,
        "name": v.title,
        "description": {"company": "<p>About us.</p>", "role": v.text},
        "employmentType": {"id": "SALARIED_FT", "label": "Salaried, full-time"},
        "createdOn": noon(v),
        "payRangeDetails": [],
    }


def gem(board: MarketBoard) -> Any:
    """Gem Job Board API, `GET /job_board/v0/{path}/job_posts/`."""
    return [
        {
            "id": f"am9i{v.number}",
            "title": v.title,
            "absolute_url": f"https://jobs.gem.com/{board.token}/am9i{v.number}",
            "location": {"name": v.city},
            "location_type": "remote" if v.remote else "in_office",
            "departments": [{"id": "1", "name": v.department}],
            "offices": [{"id": "2", "name": v.city, "location": {"name": v.city}}],
            "content": v.text,
            "content_plain": "",
            "employment_type": "full_time",
            "first_published_at": noon(v),
            "created_at": noon(v),
        }
        for v in board.vacancies
    ]


def polymer_list(board: MarketBoard, page: int, size: int = 50) -> Any:
    """Polymer's public API: a page of an organisation's jobs."""
    some = board.vacancies[(page - 1) * size : page * size]
    last = page * size >= len(board.vacancies)
    return {
        "items": [
            {
                "id": v.number,
                "title": v.title,
                "job_post_url": f"https://jobs.polymer.co/{board.token}/{v.number}",
                "city": v.city,
                "state_region": v.region,
                "country": v.country,
                "remoteness_pretty": "Remote" if v.remote else "On-site",
                "published_at": noon(v),
                "kind_pretty": "Full-time",
                "job_category_name": v.department,
            }
            for v in some
        ],
        "meta": {"page": page, "is_last": last, "next_page": None if last else page + 1},
    }


def polymer_page(v: Vacancy) -> Any:
    """One job's own record in Polymer's public API."""
    return {"id": v.number, "description": v.text, "department": v.department}


def manatal(board: MarketBoard, page: int, size: int) -> Any:
    """Manatal's Career Page Public API: a page of jobs."""
    some = board.vacancies[(page - 1) * size : page * size]
    more = page * size < len(board.vacancies)
    base = f"https://api.manatal.com/open/v3/career-page/{board.token}/jobs/"
    return {
        "count": len(board.vacancies),
        "next": f"{base}?page={page + 1}&page_size={size}" if more else None,
        "previous": None,
        "results": [
            {
                "id": v.number,
                "hash": f"{v.number:08X}",
                "position_name": v.title,
                "description": v.text,
                "city": v.city,
                "state": v.region,
                "country": v.country,
                "is_remote": v.remote,
                "contract_details": "full_time",
            }
            for v in some
        ],
    }


def clearcompany(board: MarketBoard) -> Any:
    """What ClearCompany's careers widget asks for."""
    return {
        "results": [
            {
                "id": v.uuid,
                "positionTitle": v.title,
                "applyLink": f"https://careers.example.org/{v.uuid}/apply",
                "locations": [
                    {"city": v.city, "subdivision": v.region, "country": v.country,
                     "isRemote": v.remote}
                ],
                "postedDate": noon(v),
                "departmentName": v.department,
                "description": v.text,
            }
            for v in board.vacancies
        ],
        "totalCount": len(board.vacancies),
    }  # fmt: skip
