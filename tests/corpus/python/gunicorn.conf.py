# Settings of the application server
import multiprocessing

bind = "0.0.0.0:8000"
backlog = 2_048

workers = multiprocessing.cpu_count() * 2 + 1
worker_class = 'uvicorn.workers.UvicornWorker'
threads = 0x10; timeout = 30
keepalive = 2
max_requests = 1_000

accesslog = '-'
errorlog = "-"
loglevel = "info"
access_log_format = ('%(h)s %(l)s %(u)s "%(r)s" '
                     '%(s)s %(b)s')
capture_output = False
umask = 0o022
raw_env = [
	"GREETING=你好",
	"LANG=C.UTF-8",
]
secure_scheme_headers = {'X-FORWARDED-PROTOCOL': 'ssl', 'X-FORWARDED-SSL': 'on'}
tmp_upload_dir = None


def on_starting(server):
    """Called just before the master process is initialized."""
    server.log.info("starting")
