class Config:
    SECRET_KEY = "dev"


greeting = """你好，
世界"""
banner = r'C:\new\folder'
pi = 3.14159
huge = 10 ** 100
big = 123456789012345678901234567890
tiny = 1e-9
negative = -17
ok = not False
nothing = None
pair = 1, "two"
single = ("one",)
empty = {}
numbers = {1, 2, 3}
matrix = [[1, 2], [3, 4.0], []]
routes = {
    "/": {"methods": ["GET"], "handler": "index"},
    "/api": {"methods": ["GET", "POST"], "handler": "api", "limits": (10, 20)},
}
title = f"{greeting}!"
joined = "a" "b"
